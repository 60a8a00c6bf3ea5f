using System.Security.Cryptography;
using System.Text;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Documents of a museum that does not exist, and what its visitors ask; written for this project.</summary>
internal static class GuideTexts
{
    public static IReadOnlyList<(string Name, string Text)> Documents { get; } =
    [
        ("Harbour", "The ferry to the island leaves at 7:45 from pier four. Dogs travel free. The harbour was built in 1928 and "
            + "has four piers. The lighthouse is 41 metres high and was electrified in 1936."),
        ("Instruments", "The seismograph in hall two was made in 1909 and weighs 2,400 kilograms. It recorded the great "
            + "earthquake of 1935. The museum owns 312 instruments, of which 48 are shown."),
        ("Visiting", "The museum is open from 9:30 to 17:00 and closed on Mondays. Children under twelve pay nothing. The lift "
            + "is beside the cloakroom on the ground floor."),
        ("港口", "開往小島的渡輪每天上午7點45分從四號碼頭出發。狗可以免費搭船。港口建於1928年，共有四座碼頭。燈塔高41公尺，1936年改用電燈。"),
        ("儀器", "二號展廳的地震儀製於1909年，重2400公斤，曾經記錄1935年的大地震。館藏儀器共有312件，目前展出48件。"),
        ("參觀", "博物館的開放時間是上午9點30分到下午5點，星期一休館。十二歲以下兒童免費入場。電梯在一樓寄物櫃旁邊。"),
    ];

    public static IReadOnlyList<string> Questions { get; } =
    [
        "When does the ferry to the island leave?", "How high is the lighthouse?", "Do dogs travel free?",
        "How much does the seismograph weigh?", "How many instruments does the museum own?", "When is the museum open?",
        "Who painted the ceiling of the chapel?", "Where is the lift?",
        "開往小島的渡輪幾點出發？", "燈塔有多高？", "狗可以免費搭船嗎？", "地震儀有多重？", "館藏儀器共有幾件？",
        "博物館的開放時間是什麼？", "是誰畫了教堂的天花板？", "電梯在哪裡？",
    ];

    /// <summary>SHA-256 over all texts in order, lower-case hexadecimal.</summary>
    public static string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', Documents.Select(document => document.Text).Concat(Questions)))));
}
