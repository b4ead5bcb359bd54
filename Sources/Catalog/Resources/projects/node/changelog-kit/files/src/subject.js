'use strict';

const SUBJECT = /^(?<type>[a-z]+)(?:\((?<scope>[^()]*)\))?(?<breaking>!)?: (?<text>\S.*)$/;

/** Splits a commit subject into its parts, or returns null when it has no type. */
function parseSubject(line) {
  const match = SUBJECT.exec(line.trim());
  if (match === null) {
    return null;
  }
  const { type, scope, breaking, text } = match.groups;
  return { type, scope: scope || null, breaking: breaking !== undefined, text };
}

module.exports = { parseSubject };
