// The words that every page and the app on the device share, and the number on the app's icon.

export const OFFLINE =
  'You are offline. Keep going: answers are saved on this device and sent when you reconnect.';

/** What has an icon with a number; a browser without such numbers has neither. */
type Icon = Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;

/** The number of due reviews on the icon, where the browser has such numbers; null leaves it as it is. */
export function badge(due: number | null, icon: Icon = navigator): void {
  if (due === null) return;
  // Refused where the app is not installed: then there is no icon to have a number on.
  (due === 0 ? icon.clearAppBadge?.() : icon.setAppBadge?.(due))?.catch(() => {});
}
