"""Price lists: what shops ask and marketplaces bring, from wherever somebody has it."""
