// Mail.
