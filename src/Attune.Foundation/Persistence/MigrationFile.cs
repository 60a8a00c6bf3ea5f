using System.Globalization;
using System.Reflection;

namespace Attune.Foundation.Persistence;

/// <summary>One embedded SQL file, named like <c>0001-replies.sqlite.sql</c>.</summary>
public sealed class MigrationFile
{
    private const string Suffix = ".sqlite.sql";

    private readonly Assembly _assembly;
    private readonly string _resource;

    private MigrationFile(Assembly assembly, string resource, string fileName)
    {
        _assembly = assembly;
        _resource = resource;
        var dash = fileName.IndexOf('-', StringComparison.Ordinal);
        Number = int.Parse(fileName.AsSpan(0, dash), CultureInfo.InvariantCulture);
        Name = fileName[(dash + 1)..^Suffix.Length];
    }

    /// <summary>Its place in the order, from 1.</summary>
    public int Number { get; }

    public string Name { get; }

    /// <summary>All migration files embedded in an assembly under <c>Migrations/</c>, in order.</summary>
    public static IReadOnlyList<MigrationFile> In(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Migrations/", StringComparison.Ordinal)
                && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => new MigrationFile(assembly, name, name["Migrations/".Length..]))
            .OrderBy(file => file.Number)];

    public string ReadSql()
    {
        using var stream = _assembly.GetManifestResourceStream(_resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
