enum CIMocksPlaceholder {}
