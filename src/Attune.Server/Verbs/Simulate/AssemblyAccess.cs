using System.Runtime.CompilerServices;

// The simulation is tested by a project that is not named after this one.
[assembly: InternalsVisibleTo("Attune.Simulation")]
