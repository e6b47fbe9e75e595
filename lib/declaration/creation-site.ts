/** The line of user code that made a construct, remembered cheaply and spelled out only when an error needs it. */
export class CreationSite {
  private readonly trace: { stack?: string } = {};

  /** @param constructor the most derived constructor, or the function that was called: frames above it are left out, so the first one is the user's */
  constructor(constructor: CallableFunction | NewableFunction) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(this.trace, constructor);
    Error.stackTraceLimit = limit;
  }

  /** `file:line:column`, or undefined where the runtime could not tell. */
  get line(): string | undefined {
    const frame = this.trace.stack?.split('\n').find((text) => text.trimStart().startsWith('at '));
    const place = frame
      ?.trim()
      .replace(/^at /, '')
      .replace(/^.*\((.*)\)$/, '$1');
    return place?.replace(/^file:\/\//, '');
  }
}
