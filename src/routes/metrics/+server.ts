// The server's own figures, for Prometheus: on this machine only, or with the token of METRICS_TOKEN.
import { text } from '@sveltejs/kit';
import { notHere } from '#lib/server/http.ts';
import { mayRead } from '#lib/server/metrics.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, getClientAddress, locals: { services } }) => {
  if (!mayRead(request.headers, getClientAddress(), services.metricsToken)) notHere();
  const { metrics } = services;
  return text(await metrics.text(), { headers: { 'content-type': metrics.type } });
};
