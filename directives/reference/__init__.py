"""Facts of the administration, shipped as tables: agencies, places, sectors, types, calendar."""
