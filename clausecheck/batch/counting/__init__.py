"""Who uses which clauses: counted over all agreements of a store."""
