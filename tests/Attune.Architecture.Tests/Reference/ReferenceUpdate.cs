using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Rewrites the generated files when the environment says ATTUNE_UPDATE_REFERENCE=1.</summary>
internal static class ReferenceUpdate
{
    public const string Variable = "ATTUNE_UPDATE_REFERENCE";

    public static bool IsWanted => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Writes every page whose text has changed.</summary>
    /// <returns>True when a file was written.</returns>
    public static bool Write(House house)
    {
        var written = false;
        foreach (var page in ReferencePage.All.Concat(ReferencePage.Surfaces(house)))
        {
            var text = page.Render(house);
            if (house.Sources.Find(page.Path)?.Text == text)
                continue;
            var file = Path.Combine(Repository.Root, page.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            written = true;
        }

        return written;
    }
}
