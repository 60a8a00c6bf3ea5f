namespace Attune.Server.Verbs;

/// <summary>Where the files of a data set are: in the folder that was named, or in one of its own inside.</summary>
internal static class DataSetFolder
{
    public const string GoEmotions = "goemotions";
    public const string EmoBank = "emobank";
    public const string Drcd = "drcd";

    /// <summary>The folder inside that has the data set's name, unless the files stand in the named folder itself.</summary>
    /// <param name="folder">What the user named.</param>
    /// <param name="dataSet">Name of the data set.</param>
    /// <param name="files">What a folder of this data set holds, as a pattern.</param>
    public static string Of(string folder, string dataSet, string files)
    {
        var inside = Path.Combine(folder, dataSet);
        return Directory.Exists(inside) && !Directory.EnumerateFiles(folder, files).Any() ? inside : folder;
    }
}
