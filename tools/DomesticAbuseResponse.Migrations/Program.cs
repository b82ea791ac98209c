return 0; // The migration tool only needs an assembly to start from; the factories beside this file do the work.
