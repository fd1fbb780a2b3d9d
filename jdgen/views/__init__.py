"""What pages show: frozen, ready-to-print values. All ordering, numbering and phrasing is here."""
