// A test boots the real application, and does so beside others on a small machine.
jest.setTimeout(60_000);
