// Reads mails from standard input, each as its length on a line and then its bytes, and answers
// each with one line of JSON. The parser's folder is the first argument.
"use strict";

const PostalMime = require(process.argv[2]).default;

function people(list) {
    return (list || []).map((one) => [one.name || "", one.address || ""]);
}

async function read(raw) {
    const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true });
    return {
        subject: mail.subject || "",
        sender: people(mail.from ? [mail.from] : []),
        to: people(mail.to),
        cc: people(mail.cc),
        bcc: people(mail.bcc),
        messageId: mail.messageId || "",
        inReplyTo: mail.inReplyTo || "",
        references: mail.references || "",
        date: mail.date || "",
        text: mail.text || "",
        html: mail.html || "",
        files: mail.attachments.map((one) => [
            one.filename || "",
            one.mimeType,
            Buffer.from(one.content).toString("base64"),
        ]),
    };
}

async function serve() {
    let waiting = Buffer.alloc(0);
    for await (const chunk of process.stdin) {
        waiting = Buffer.concat([waiting, chunk]);
        for (;;) {
            const end = waiting.indexOf(10);
            if (end < 0) break;
            const size = Number(waiting.subarray(0, end).toString());
            if (waiting.length < end + 1 + size) break;
            const raw = waiting.subarray(end + 1, end + 1 + size);
            waiting = waiting.subarray(end + 1 + size);
            process.stdout.write(JSON.stringify(await read(raw)) + "\n");
        }
    }
}

serve();
