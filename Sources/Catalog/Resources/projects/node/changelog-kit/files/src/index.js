'use strict';

const semver = require('semver');
const { parseSubject } = require('./subject.js');

const HEADINGS = new Map([
  ['feat', 'Features'],
  ['fix', 'Fixes'],
  ['perf', 'Performance'],
]);

/** The version that follows from the commits, or null when nothing asks for a release. */
function nextVersion(from, subjects) {
  if (semver.valid(from) === null) {
    throw new TypeError(`not a version: ${from}`);
  }
  const commits = subjects.map(parseSubject).filter((commit) => commit !== null);
  if (commits.some((commit) => commit.breaking)) {
    return semver.inc(from, 'major');
  }
  if (commits.some((commit) => commit.type === 'feat')) {
    return semver.inc(from, 'minor');
  }
  if (commits.some((commit) => HEADINGS.has(commit.type))) {
    return semver.inc(from, 'patch');
  }
  return null;
}

/** Renders the commits as Markdown, one section for each heading, breaking changes marked. */
function changelog(version, subjects) {
  const commits = subjects.map(parseSubject).filter((commit) => commit !== null);
  const sections = [`## ${version}`];
  for (const [type, heading] of HEADINGS) {
    const lines = commits
      .filter((commit) => commit.type === type)
      .map(({ scope, breaking, text }) => `- ${breaking ? '**Breaking:** ' : ''}${scope ? `${scope}: ` : ''}${text}`);
    if (lines.length > 0) {
      sections.push(`### ${heading}\n\n${lines.join('\n')}`);
    }
  }
  return `${sections.join('\n\n')}\n`;
}

module.exports = { changelog, nextVersion, parseSubject };
