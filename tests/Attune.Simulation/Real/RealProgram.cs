using Attune.Server.Verbs.Processes;

namespace Attune.Simulation.Real;

/// <summary>The program under test: what ATTUNE_PROGRAM names, else the one that was built beside this assembly.</summary>
internal static class RealProgram
{
    public static ServerProgram Find() => Environment.GetEnvironmentVariable("ATTUNE_PROGRAM") is { Length: > 0 } path
        ? ServerProgram.At(path)
        : ServerProgram.Current();
}
