namespace Attune.Language.Search.OnDisk;

/// <summary>What an index file was found to be when it was opened. Whatever it is, it can be used afterwards.</summary>
public enum IndexFileFinding
{
    /// <summary>There was none.</summary>
    Missing,

    /// <summary>It could be read.</summary>
    Usable,

    /// <summary>It was made by other rules of cutting texts into passages and terms; it was emptied.</summary>
    OtherRules,

    /// <summary>It was made by a newer release; it was set aside and a new one begun.</summary>
    Newer,

    /// <summary>Its beginning makes no sense; it was set aside and a new one begun.</summary>
    Unreadable,
}
