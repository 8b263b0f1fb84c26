// What people write, read: bounded, and every fault with its line.
