// The judge and the device store as one piece, fetched on its own: a page can be answered before it.
export { Device } from './device/device.ts';
export { beginHere, resumeHere } from './device/practice.ts';
