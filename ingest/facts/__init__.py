"""What documents say of money, programmes, agreements and fields, found by grammar and vocabulary."""
