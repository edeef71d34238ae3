import { Construct, RootConstruct } from 'constructs';
import { atSetting, settingOf } from '../../lib/model/setting';

test('the nearest construct with a setting decides, and what was there before keeps its own', () => {
  const root = new RootConstruct('root');
  const before = new Construct(root, 'before');
  atSetting(root, ['block', 'a'], () => {
    const outer = new Construct(root, 'outer');
    atSetting(outer, ['block', 'a', 'b'], () => new Construct(outer, 'inner'));
    new Construct(outer, 'other');
  });
  const at = (path: string) => settingOf(root.node.findChild('outer').node.findChild(path));
  expect([settingOf(before), at('inner'), at('other')]).toEqual([undefined, ['block', 'a', 'b'], ['block', 'a']]);
});

test('a construct that throws has its setting all the same', () => {
  const root = new RootConstruct('root');
  const build = () => {
    new Construct(root, 'broken');
    throw new Error('no');
  };
  expect(() => {
    atSetting(root, ['block'], build);
  }).toThrow('no');
  expect(settingOf(root.node.findChild('broken'))).toEqual(['block']);
});
