using Attune.Server.Verbs.Processes;
using Attune.TestKit.Servers;

namespace Attune.Simulation.Real;

/// <summary>The program under test: what ATTUNE_PROGRAM names, else the one that was built beside this assembly.</summary>
internal static class RealProgram
{
    public static ServerProgram Find() => ServerProgram.At(ProgramUnderTest.Path);
}
