import 'cdk8s';
import 'cdk8s-plus-29';
import { Phases } from './phases';

const phases = new Phases();
phases.end('load');
phases.print();
