import { createContext, useContext, useEffect, useRef } from 'react';

/** Each tells whether something in it would be lost. */
type Members = Set<() => boolean>;

/** Forms that are open. */
const forms: Members = new Set();
/** What is shown once, and was not saved. */
const kept: Members = new Set();
let isFree = false;

/** The forms of the dialog around: it asks before it closes on them. */
export const DialogForms = createContext<Members | undefined>(undefined);

/** Whether leaving this page would lose what somebody typed. */
export function hasUnsaved(): boolean {
  return !isFree && [...forms].some((isUnsaved) => isUnsaved());
}

/** Whether loading another page would lose what is in memory, too. */
export function hasUnsavedOrKept(): boolean {
  return !isFree && [...forms, ...kept].some((isUnsaved) => isUnsaved());
}

/** Counts a form among those that ask before they are left, with their page or with their dialog. */
export function useUnsaved(isUnsaved: () => boolean): void {
  useMember(forms, isUnsaved);
  useMember(useContext(DialogForms), isUnsaved);
}

/** Counts what survives a change of page, but not that the browser loads another one. */
export function useKept(isKept: () => boolean): void {
  useMember(kept, isKept);
}

function useMember(members: Members | undefined, isUnsaved: () => boolean): void {
  const latest = useRef(isUnsaved);
  useEffect(() => {
    latest.current = isUnsaved;
  });
  useEffect(() => {
    const ask = () => latest.current();
    members?.add(ask);
    return () => {
      members?.delete(ask);
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
