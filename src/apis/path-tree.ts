/** Operations by path and method; see `buildPathTree` and `matchPath`. */
export interface PathTree<T> {
  root: PathNode<T>;
}

/** One place in the tree: what a path ends at, and what its next segment may be. */
export interface PathNode<T> {
  literals: Map<string, PathNode<T>>;
  parameter?: PathNode<T>;
  /** By method, in capitals. */
  methods: Map<string, T>;
}
