/**
 * Flags of a command line with their values, `--flag=value` and `--flag value` alike; a flag without value has ''.
 * The last one counts where a flag stands twice.
 */
export function readFlags(args: readonly string[]): Map<string, string> {
  return new Map(listFlags(args));
}

/** The same as a list, in order, each time a flag occurs. */
export function listFlags(args: readonly string[]): (readonly [flag: string, value: string])[] {
  return args.flatMap((arg, i): (readonly [string, string])[] => {
    if (!/^--?[A-Za-z]/.test(arg)) return [];
    const equals = arg.indexOf('=');
    if (equals > 0) return [[flagName(arg.slice(0, equals)), arg.slice(equals + 1)]];
    const next = args[i + 1];
    return [[flagName(arg), next === undefined || /^--?[A-Za-z]/.test(next) ? '' : next]];
  });
}

/** vLLM takes `--max_model_len` for `--max-model-len`. */
function flagName(flag: string): string {
  return flag.replaceAll('_', '-');
}
