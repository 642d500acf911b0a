"""Agent Console: a terminal workstation for support teams who share one mailbox."""

__version__ = "0.1.0"
