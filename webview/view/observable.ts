/** A value that components follow. Keeps what changes ten times a second away from the rest of the view. */
import { useEffect, useState } from "preact/hooks";

export interface Observable<T> {
  get(): T;
  set(value: T): void;
  /** @returns a function that ends it. */
  subscribe(follower: (value: T) => void): () => void;
}

export function observable<T>(initial: T): Observable<T> {
  let value = initial;
  const followers = new Set<(value: T) => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const follower of followers) follower(next);
    },
    subscribe(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}

/** The part of the value that `select` picks; renders only when that part changes. */
export function useObserved<T, Part>(source: Observable<T>, select: (value: T) => Part): Part {
  const [part, setPart] = useState(() => select(source.get()));
  useEffect(() => {
    const follow = (value: T): void => setPart(() => select(value));
    follow(source.get());
    return source.subscribe(follow);
  }, [source]);
  return part;
}
