using Attune.Architecture.Tests.Hosting;
using Attune.Architecture.Tests.Reference;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Everything the guards look at: the files, and what the built host says about itself.</summary>
internal sealed record House(Repository Sources, HostFacts Host)
{
    private static readonly Lazy<House> Loaded = new(Load);

    /// <summary>This repository.</summary>
    public static House Real => Loaded.Value;

    /// <summary>Rewrites the reference first, where that was asked for, so that the guards see what is on disk.</summary>
    private static House Load()
    {
        var house = new House(Repository.Load(), HostReader.Read());
        return ReferenceUpdate.IsWanted && ReferenceUpdate.Write(house) ? house with { Sources = Repository.Load() } : house;
    }

    /// <summary>A house of files only.</summary>
    public static House Of(params ReadOnlySpan<(string Path, string Text)> files) => new(Repository.Of(files), HostFacts.None);

    /// <summary>A house with these modules and endpoints.</summary>
    public static House With(HostFacts host, params ReadOnlySpan<(string Path, string Text)> files) =>
        new(Repository.Of(files), host);
}
