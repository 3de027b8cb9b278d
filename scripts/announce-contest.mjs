// Makes a contest through the interface, as the editor does: a draft of a rulebook, its address and units, announced.

/**
 * `cookie` is of a session in the whole organization that has just proved who it is. Questions come from the organization's
 * banks; where it has none, those that come with the program are made its own, and are taken unapproved.
 */
export async function announceContest(url, cookie, { rulebook, slug, units }) {
  const headers = { cookie, 'content-type': 'application/json' };
  async function ask(path, options) {
    const response = await fetch(`${url}/api/organizer${path}`, { headers, ...options });
    const answer = await response.json();
    if (!answer.ok) throw new Error(`${path} was refused: ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  }
  const post = (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) });
  if ((await ask('/banks', {})).mayMakeOfProgram) await post('/program-bank', {});
  const { draftId } = await post('/drafts', { from: 'file', rulebook });
  const { version } = await post(`/drafts/${draftId}/save`, { restsOn: 1, content: { slug, units, rulebook } });
  const order = { version, pastOpenings: true, unapprovedReason: 'câu hỏi mẫu, để thử' };
  return post(`/drafts/${draftId}/announce`, order);
}
