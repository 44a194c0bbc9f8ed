"""Says once when something is wrong, and once more when it is right again. rules.toml has what is looked for."""
