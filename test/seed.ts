import fc from 'fast-check';

// The same cases in every run, so that a red run means a change and not chance. Explore others with FC_SEED=random or
// a number; a failure names its own seed.
const given = process.env['FC_SEED'];
if (given !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given ?? 20261123) });
