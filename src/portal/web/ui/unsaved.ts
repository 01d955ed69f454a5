import { useEffect, useRef } from 'react';

/** Forms that are open, each telling whether something in it would be lost. */
const forms = new Set<() => boolean>();
/** What is shown once, and was not saved. */
const kept = new Set<() => boolean>();
let isFree = false;

/** Whether leaving this page would lose what somebody typed. */
export function hasUnsaved(): boolean {
  return !isFree && [...forms].some((isUnsaved) => isUnsaved());
}

/** Whether loading another page would lose what is in memory, too. */
export function hasUnsavedOrKept(): boolean {
  return !isFree && [...forms, ...kept].some((isUnsaved) => isUnsaved());
}

/** Counts a form among those that ask before they are left. */
export function useUnsaved(isUnsaved: () => boolean): void {
  useMember(forms, isUnsaved);
}

/** Counts what survives a change of page, but not that the browser loads another one. */
export function useKept(isKept: () => boolean): void {
  useMember(kept, isKept);
}

function useMember(members: Set<() => boolean>, isUnsaved: () => boolean): void {
  const latest = useRef(isUnsaved);
  useEffect(() => {
    latest.current = isUnsaved;
  });
  useEffect(() => {
    const ask = () => latest.current();
    members.add(ask);
    return () => {
      members.delete(ask);
    };
  }, [members]);
}

/** Leaves without a question: what the forms here are about is gone. */
export function leaveFreely(leave: () => void): void {
  isFree = true;
  try {
    leave();
  } finally {
    isFree = false;
  }
}

/** Loads the page anew without a question: what was typed here belongs to somebody else. */
export function reloadFreely(): void {
  isFree = true;
  window.location.reload();
}
