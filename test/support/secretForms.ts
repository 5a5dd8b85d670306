/** The forms in which a secret could be lying about, each with the texts that give it away. */
export function secretForms(secret: string): Record<string, string[]> {
  const json = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return {
    bytes: [secret],
    JSON: [json, JSON.stringify(json).slice(1, -1)],
    "URL-encoded": [encodeURIComponent(secret), form, encodeURIComponent(form)],
    base64: base64Forms(secret),
  };
}

/** What any base64 text holds that has the secret somewhere in it: one text for each place in a group of three bytes. */
function base64Forms(secret: string): string[] {
  const forms = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from("-".repeat(before) + secret);
    // The first and last characters also hold bits of what stands beside the secret.
    const [start, end] = [Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3)];
    return [bytes.toString("base64"), bytes.toString("base64url")].map((text) => text.slice(start, end));
  });
  return [...new Set(forms)];
}

/** Where secrets were found, as `<form> of <secret> in <text's name>`. Never repeats a secret. */
export function findSecrets(secrets: Record<string, string>, texts: Record<string, string>): string[] {
  return Object.entries(secrets).flatMap(([secretName, secret]) =>
    Object.entries(secretForms(secret)).flatMap(([form, needles]) =>
      Object.entries(texts)
        .filter(([, text]) => needles.some((needle) => text.includes(needle)))
        .map(([textName]) => `${form} of ${secretName} in ${textName}`),
    ),
  );
}
