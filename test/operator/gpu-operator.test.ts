import { Construct } from 'constructs';
import { AiConstruct } from '../../lib/declaration';
import { GpuOperator } from '../../lib/operator';

describe('GpuOperator', () => {
  const root = new Construct(undefined as never, '');

  it('needs no options', () => {
    const operator = new GpuOperator(root, 'gpu-operator');
    expect(operator.props).toEqual({});
    expect(operator).toBeInstanceOf(AiConstruct);
    expect(operator.kind).toBe('GpuOperator');
  });

  it('records whatever it is given and refuses nothing', () => {
    const props = { version: 7, driver: null } as never;
    expect(new GpuOperator(root, 'odd', props).props).toBe(props);
    expect(new GpuOperator(root, 'null', null as never).props).toEqual({});
  });
});
