"""An embedded mailbox with customers who keep writing, to try the program without risk."""
