"""Small exports of other help desks and mailboxes, written by us in the shapes that they have."""

from __future__ import annotations

import json
from pathlib import Path

TICKETS = [
    {
        "id": 11,
        "number": "57011",
        "title": "The lamp flickers",
        "state": "closed",
        "customer_id": 6,
        "customer": "kim@customer.example",
        "owner": "bea@company.example",
        "owner_id": 3,
        "created_at": "2024-05-03T09:57:17.837Z",
        "close_at": "2024-05-06T08:00:00.000Z",
        "tags": ["Lamp Birke", "vip"],
    },
    {
        "id": 12,
        "number": "57012",
        "title": "Where is my order?",
        "state": "open",
        "customer_id": 7,
        "customer": "lou@customer.example",
        "owner": "-",
        "created_at": "2024-06-01T10:00:00.000Z",
    },
    {"id": 13, "number": "57013", "title": "Gone", "state": "merged", "customer_id": 7},
    {"id": 14, "number": "57014", "title": "Empty", "state": "new", "customer_id": 7},
]
ARTICLES = [
    {
        "id": 101,
        "ticket_id": 11,
        "from": "Kim Berg <kim@customer.example>",
        "to": "support@company.example",
        "body": "<p>My lamp <b>flickers</b>.</p><p>Kim</p>",
        "content_type": "text/html",
        "type": "email",
        "sender": "Customer",
        "internal": False,
        "message_id": "<first@customer.example>",
        "created_at": "2024-05-03T09:57:17.837Z",
        "attachments": [{"id": 1, "filename": "lamp.jpg"}],
    },
    {
        "id": 102,
        "ticket_id": 11,
        "from": "Bea Stern",
        "body": "@Anna: a batch with bad drivers.",
        "content_type": "text/plain",
        "type": "note",
        "sender": "Agent",
        "internal": True,
        "created_at": "2024-05-03T10:30:00.000Z",
    },
    {
        "id": 103,
        "ticket_id": 11,
        "from": "Bea Stern via Shop <support@company.example>",
        "to": "Kim Berg <kim@customer.example>",
        "body": "We send a new one.",
        "content_type": "text/plain",
        "type": "email",
        "sender": "Agent",
        "internal": False,
        "created_at": "2024-05-03T11:00:00.000Z",
    },
    {
        "id": 104,
        "ticket_id": 11,
        "from": "Robin Berg <robin@other.example>",
        "body": "It came, thank you for the quick help. Robin for Kim",
        "content_type": "text/plain",
        "type": "email",
        "sender": "Customer",
        "internal": False,
        "created_at": "2024-05-05T11:00:00.000Z",
    },
    {
        "id": 105,
        "ticket_id": 12,
        "from": "Lou <lou@customer.example>",
        "body": "Where is my order 4711?",
        "content_type": "text/plain",
        "type": "web",
        "sender": "Customer",
        "internal": False,
        "created_at": "2024-06-01T10:00:00.000Z",
    },
    {"id": 106, "ticket_id": 12, "body": "no time", "sender": "Customer", "type": "email"},
]
USERS = [
    {
        "id": 3,
        "firstname": "Bea",
        "lastname": "Stern",
        "email": "bea@company.example",
        "roles": ["Agent"],
    },
    {
        "id": 6,
        "firstname": "Kim",
        "lastname": "Berg",
        "email": "kim@customer.example",
        "phone": "030 1234567",
        "organization": "ACME",
        "roles": ["Customer"],
        "vip": True,
    },
    {"id": 7, "firstname": "Lou", "email": "lou@customer.example", "role_ids": [3]},
    {"id": 8, "firstname": "Nobody", "email": "", "role_ids": [3]},
]
MODULES = [
    {
        "id": 5,
        "name": "On its way",
        "keywords": "way",
        "content": "<div>Dear #{ticket.customer.firstname},</div>"
        "<div>it left: #{config.fqdn} {{x}}</div>",
        "active": True,
    },
    {"id": 6, "name": "Old", "content": "x", "active": False},
]

MBOX = b"""\
From kim@customer.example Fri May  3 09:57:17 2024
Message-ID: <one@customer.example>
From: Kim Berg <kim@customer.example>
To: support@company.example
Subject: An old question
Date: Fri, 03 May 2024 11:57:17 +0200
Status: RO
X-Keywords: $label1

Does it dim?
>From here it looks dark.

From support@company.example Fri May  3 12:00:00 2024
Message-ID: <two@company.example>
In-Reply-To: <one@customer.example>
References: <one@customer.example>
From: Shop <support@company.example>
To: Kim Berg <kim@customer.example>
Subject: Re: An old question
Date: Fri, 03 May 2024 14:00:00 +0200

It does.

From lou@customer.example Sat May  4 12:00:00 2024
From: Lou <lou@customer.example>
To: support@company.example
Subject: Without an id
Date: Sat, 04 May 2024 14:00:00 +0200
X-Status: F

Hello

From lou@customer.example Sat May  4 13:00:00 2024
From: Lou <lou@customer.example>
Subject: A draft
X-Status: T

x
"""


ZENDESK = [
    {
        "id": 21,
        "subject": "Refund",
        "status": "solved",
        "tags": ["refund"],
        "created_at": "2024-05-03T09:00:00Z",
        "updated_at": "2024-05-04T09:00:00Z",
        "requester": {"id": 900, "name": "Kim Berg", "email": "kim@customer.example"},
        "assignee": {"id": 1, "name": "Bea Stern", "email": "bea@company.example"},
        "comments": [
            {
                "id": 1,
                "author_id": 900,
                "html_body": "<div>Money <b>back</b>, please</div>",
                "public": True,
                "created_at": "2024-05-03T09:00:00Z",
                "attachments": [{"file_name": "bill.pdf"}],
            },
            {
                "id": 2,
                "author_id": 1,
                "plain_body": "Here it is.",
                "public": True,
                "created_at": "2024-05-03T10:00:00Z",
            },
            {
                "id": 3,
                "author_id": 1,
                "body": "paid twice",
                "public": False,
                "created_at": "2024-05-03T10:05:00Z",
            },
        ],
    },
    {"id": 22, "subject": "x", "status": "deleted"},
    {
        "id": 23,
        "subject": "By id",
        "status": "pending",
        "requester_id": 901,
        "comments": [],
    },
]
ZENDESK_COMMENTS = [
    {
        "id": 9,
        "ticket_id": 23,
        "author_id": 901,
        "body": "Hello?",
        "public": True,
        "created_at": "2024-06-01T10:00:00Z",
    }
]
ZENDESK_USERS = [
    {"id": 901, "name": "Lou", "email": "lou@customer.example", "role": "end-user"},
    {"id": 1, "name": "Bea Stern", "email": "bea@company.example", "role": "agent"},
]
MACROS = [
    {
        "id": 3,
        "title": "Thanks",
        "active": True,
        "actions": [
            {"field": "status", "value": "solved"},
            {"field": "comment_value_html", "value": "<p>Hi {{ticket.requester.first_name}}</p>"},
        ],
    },
    {"id": 4, "title": "Tag", "actions": [{"field": "current_tags", "value": "x"}]},
]

FREESCOUT_API = {
    "_embedded": {
        "conversations": [
            {
                "id": 31,
                "number": 7,
                "type": "email",
                "status": "closed",
                "state": "published",
                "subject": "Size",
                "assignee": {"id": 1, "firstName": "Bea", "lastName": "Stern"},
                "createdAt": "2024-05-03T09:00:00Z",
                "closedAt": "2024-05-03T12:00:00Z",
                "customer": {
                    "id": 5,
                    "firstName": "Kim",
                    "lastName": "Berg",
                    "email": "kim@customer.example",
                },
                "_embedded": {
                    "threads": [
                        {
                            "id": 2,
                            "type": "message",
                            "state": "published",
                            "body": "XL<br>fits",
                            "createdBy": {"firstName": "Bea", "email": "b@c.example"},
                            "to": ["kim@customer.example"],
                            "createdAt": "2024-05-03T10:00:00Z",
                        },
                        {
                            "id": 1,
                            "type": "customer",
                            "state": "published",
                            "body": "Which size?",
                            "createdAt": "2024-05-03T09:00:00Z",
                        },
                        {"id": 3, "type": "lineitem", "createdAt": "2024-05-03T12:00:00Z"},
                    ],
                    "tags": [{"id": 1, "name": "Sizes"}],
                },
            }
        ]
    },
    "page": {"totalPages": 1},
}
FREESCOUT_TABLES = {
    "conversations": "id,number,status,state,subject,customer_email,user_id,customer_id,closed_at\n"
    "41,8,3,2,Colour,kim@customer.example,1,5,2024-05-03 12:00:00\n"
    "42,9,1,3,Deleted,kim@customer.example,,5,NULL\n"
    "43,10,4,2,Pills,spam@bad.example,,5,NULL\n",
    "threads": "id,conversation_id,type,state,body,from,to,created_by_user_id,message_id,"
    "created_at\n"
    '1,41,1,2,"<p>Red?</p>",kim@customer.example,"[""shop@company.example""]",,a@b.example,'
    "2024-05-03 09:00:00\n"
    "2,41,2,2,Blue,,,1,,2024-05-03 10:00:00\n"
    "3,41,3,2,check stock,,,1,,2024-05-03 10:01:00\n"
    "4,41,2,1,a draft,,,1,,2024-05-03 10:02:00\n"
    "5,43,1,2,buy,spam@bad.example,,,,2024-05-03 11:00:00\n",
    "customers": "id,first_name,last_name,company,phones\n"
    '5,Kim,Berg,ACME,"[{""value"":""030 1234567"",""type"":1}]"\n',
    "emails": "id,customer_id,email\n1,5,kim@customer.example\n",
    "users": "id,first_name,last_name,email\n1,Bea,Stern,bea@company.example\n",
    "tags": "id,name\n9,Colours\n",
    "conversation_tag": "id,conversation_id,tag_id\n1,41,9\n",
    "attachments": "id,thread_id,file_name\n1,1,red.png\n",
    "saved_replies": "id,name,text\n2,Colours,<p>Hi {%customer.firstName%}</p>\n",
}
OSTICKET = {
    "ost_ticket": "ticket_id,number,user_id,status_id,staff_id,created,closed\n"
    "51,100051,5,3,1,2024-05-03 09:00:00,2024-05-04 09:00:00\n"
    "52,100052,5,1,0,2024-05-05 09:00:00,\\N\n"
    "53,100053,5,5,0,2024-05-05 09:00:00,\\N\n",
    "ost_ticket__cdata": "ticket_id,subject\n51,Broken glass\n52,Still open\n",
    "ost_ticket_status": "id,name,state\n1,Open,open\n3,Closed,closed\n5,Deleted,deleted\n",
    "ost_thread": "id,object_id,object_type\n61,51,T\n62,52,T\n63,51,A\n",
    "ost_thread_entry": "id,thread_id,staff_id,user_id,type,poster,body,format,created\n"
    "1,61,0,5,M,Kim,<p>It broke</p>,html,2024-05-03 09:00:00\n"
    "2,61,1,0,R,Bea,A new one comes,text,2024-05-03 10:00:00\n"
    "3,61,1,0,N,Bea,sent,text,2024-05-03 10:01:00\n"
    "4,62,0,5,M,Kim,Anybody?,text,2024-05-05 09:00:00\n"
    "5,62,0,5,M,Kim,no time,text,0000-00-00 00:00:00\n",
    "ost_thread_entry_email": "id,thread_entry_id,mid\n1,1,<glass@customer.example>\n",
    "ost_user": "id,name\n5,Kim Berg\n6,No Mail\n",
    "ost_user_email": "id,user_id,address\n1,5,kim@customer.example\n",
    "ost_staff": "staff_id,firstname,lastname,email\n1,Bea,Stern,bea@company.example\n",
    "ost_canned_response": "canned_id,isenabled,title,response\n"
    "7,1,Glass,<p>Dear %{ticket.name.first}</p>\n8,0,Off,x\n",
}


def tables(folder: Path, texts: dict[str, str]) -> Path:
    """Write tables as CSV files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def zendesk(folder: Path) -> Path:
    """Write what Zendesk exports, and what its API answers, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(json.dumps(one) for one in ZENDESK)
    (folder / "export-2026-11-tickets-abc.json").write_text(lines, "utf-8")
    (folder / "comments.json").write_text(json.dumps({"comments": ZENDESK_COMMENTS}), "utf-8")
    (folder / "users.json").write_text(json.dumps({"users": ZENDESK_USERS}), "utf-8")
    (folder / "macros.json").write_text(json.dumps({"macros": MACROS}), "utf-8")
    return folder


def zammad(folder: Path) -> Path:
    """Write an export of Zammad into ``folder``: lists, lines and pages as they come."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tickets-1.json").write_text(json.dumps(TICKETS[:2], indent=1), "utf-8")
    (folder / "tickets-2.json").write_text(json.dumps(TICKETS[2:]), "utf-8")
    lines = [json.dumps(one) for one in ARTICLES]
    (folder / "articles.ndjson").write_text("\n".join((*lines[:3], "{broken", *lines[3:])), "utf-8")
    (folder / "users.json").write_text(json.dumps(USERS), "utf-8")
    (folder / "text_modules.json").write_text(json.dumps(MODULES), "utf-8")
    (folder / "groups.json").write_text(json.dumps([{"id": 1, "name": "Users"}]), "utf-8")
    return folder


def mbox(file: Path) -> Path:
    """Write an mbox with four mails, one of them a draft."""
    file.write_bytes(MBOX)
    return file
