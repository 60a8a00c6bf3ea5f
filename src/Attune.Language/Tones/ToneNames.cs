namespace Attune.Language.Tones;

/// <summary>The names of tones on the wire: <c>child_friendly</c> and so on.</summary>
public static class ToneNames
{
    private static readonly string[] Names =
        ["child_friendly", "elder_friendly", "professional_friendly", "casual_friendly"];

    extension(Tone tone)
    {
        /// <summary>The name on the wire.</summary>
        public string WireName => Names[(int)tone];
    }

    /// <summary>The tone of a name, compared letter by letter; null for anything else.</summary>
    public static Tone? FromWireName(string? name)
    {
        var index = Array.IndexOf(Names, name);
        return index < 0 ? null : (Tone)index;
    }
}
