"""Which files may be opened by the machine's own viewer, and which are only a logo in a mail."""

from __future__ import annotations

from agent_console.desk.mail import Attachment

SMALL_PICTURE = 20_000
"""Bytes; what is larger and stands in the text is more likely a photo that somebody means."""
_RUNS = """
exe com bat cmd scr pif msi msp msix appx cpl dll sys drv ocx hta lnk url scf inf reg vb vbs vbe
js jse mjs ws wsf wsh wsc ps1 ps1xml ps2 psc1 psm1 psd1 sh bash zsh csh ksh fish run bin elf so
out command tool workflow action app dmg pkg mpkg deb rpm apk appimage flatpak flatpakref snap jar
jnlp class war py pyc pyw pyz rb pl pm php lua tcl awk sed desktop service application gadget msc
chm hlp iso img vhd vhdx xll xlam xla docm dotm xlsm xltm pptm potm ppam sldm svg html htm xhtml
shtml mht mhtml xml xsl
"""
_RUNNING_TYPES = (
    "application/x-ms",
    "application/x-sh",
    "application/x-executable",
    "application/x-elf",
    "application/x-dosexec",
    "application/vnd.microsoft.portable-executable",
    "application/java",
    "application/x-java",
    "application/javascript",
    "application/hta",
    "application/x-desktop",
    "application/x-python",
    "application/x-perl",
    "text/javascript",
    "text/x-",
    "text/html",
    "image/svg",
)


def is_small_picture(attachment: Attachment) -> bool:
    """Return whether a file is a picture within the text, too small to be more than a logo."""
    within = attachment.inline or bool(attachment.content_id)
    picture = attachment.content_type.lower().startswith("image/")
    return within and picture and attachment.size <= SMALL_PICTURE


def may_be_opened(attachment: Attachment) -> bool:
    """Return whether a viewer may get the file: nothing that is a program, or may bring one along.

    The last ending counts, and one before it (``bill.pdf.exe``, ``bill.exe.pdf``).
    """
    kind = attachment.content_type.lower()
    endings = [one.strip() for one in attachment.filename.lower().split(".")[1:]]
    return (
        bool(endings)
        and set(endings[-2:]).isdisjoint(_RUNS.split())
        and not kind.startswith(_RUNNING_TYPES)
    )
