import { App } from '../../lib/cdk8s';
import { PlainObject } from '../../lib/cdk8s/plain-object';
import { Phases } from './phases';
import { runProgram } from './program';

runProgram({ App, KubeObject: PlainObject }, new Phases());
