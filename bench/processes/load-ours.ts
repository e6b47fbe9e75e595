import '../../lib/cdk8s';
import { Phases } from './phases';

const phases = new Phases();
phases.end('load');
phases.print();
