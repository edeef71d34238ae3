import { findingKind } from '../../model/finding-kind';

export const takenByAnotherEnvironment = findingKind({
  code: 'taken-by-another-environment',
  why: 'Two environments that share a hub have Applications of their own there. They overwrite forever what both render, and the first to prune it deletes it for both; ports, score names and namespaces of a cluster exist once, whoever takes them.',
  fix: 'Leave it to one environment: move the block there together with its clusters, or give it a name of its own.',
  messages: {
    object: 'got {got}, which environment {other} renders too at {their}; render it in one of them',
    namespace: 'got {got}, which environment {other} makes too at {their}; take a namespace of its own in one of them',
    application:
      'got {got}, which Argo CD has from environment {other} too, at {their}; rename one of the environments',
    nodePort: 'got {got}, which environment {other} takes at {their}; choose another port between 30000 and 32767',
    score: 'got {got}, which environment {other} has at {their}, and agents would ask only one; choose another name',
  },
});
