// The parser imports its schema the way bundlers read it; Node wants to be told that it is JSON.
export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);
