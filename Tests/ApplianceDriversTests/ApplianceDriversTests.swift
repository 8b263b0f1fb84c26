// Drivers of appliances.
