import { findingKind } from '../../model/finding-kind';

export const differenceOutside = findingKind({
  code: 'difference-outside',
  why: 'An entry of `for` is for some clusters of its block. One that selects none of them has no effect.',
  fix: 'Choose clusters that the block runs on, or add them to its `on`.',
  messages: {
    outside: 'got {got:json}, but the block runs on none of these clusters; it runs on {clusters}',
  },
});

export const differenceTwice = findingKind({
  code: 'difference-twice',
  why: 'When two entries of `for` give the same setting to one cluster, it is unclear which one applies.',
  fix: 'Keep the setting in one of the entries, or choose clusters that do not overlap.',
  messages: {
    twice: 'got {got:json}, while {other} gives {their:json} to the same {clusters}; keep it in one of the two',
  },
});

export const differenceFixed = findingKind({
  code: 'difference-fixed',
  why: 'Some settings apply to all clusters of a block; a value for some of them would have no effect.',
  fix: 'Move the setting into the block itself, where it applies to all its clusters.',
  messages: {
    fixed: 'got {key} in a set; it cannot differ by cluster: {reason}; move it into the block',
  },
});
