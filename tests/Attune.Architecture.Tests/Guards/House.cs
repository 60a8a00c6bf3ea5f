using Attune.Architecture.Tests.Hosting;
using Attune.Architecture.Tests.Sources;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Everything the guards look at: the files, and what the built host says about itself.</summary>
internal sealed record House(Repository Sources, HostFacts Host)
{
    private static readonly Lazy<House> Loaded = new(() => new House(Repository.Load(), HostReader.Read()));

    /// <summary>This repository.</summary>
    public static House Real => Loaded.Value;

    /// <summary>A house of files only.</summary>
    public static House Of(params ReadOnlySpan<(string Path, string Text)> files) => new(Repository.Of(files), HostFacts.None);

    /// <summary>A house with these modules and endpoints.</summary>
    public static House With(HostFacts host, params ReadOnlySpan<(string Path, string Text)> files) => new(Repository.Of(files), host);
}
