"""Reports of several papers → what one of them says of the other: promised, changed, asked."""
