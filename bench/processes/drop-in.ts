import { ApiObject } from 'cdk8s';
import { App } from '../../lib/cdk8s';
import { Phases } from './phases';
import { runProgram } from './program';

runProgram({ App, KubeObject: ApiObject }, new Phases());
