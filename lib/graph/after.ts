/** An object that an `after` annotation names; in the annotated object's own namespace where none is given. */
export interface After {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The objects that the annotation names; what has not two or three parts is left out. */
export function parseAfter(text: string): After[] {
  return text.split(',').flatMap((entry): After[] => {
    const [kind, ...names] = entry.trim().split('/');
    const name = names.pop();
    const namespace = names.pop();
    if (!kind || !name || names.length > 0) return [];
    return [namespace === undefined ? { kind, name } : { kind, namespace, name }];
  });
}
