; Inno Setup 6: the installer for Windows, for one user and without an administrator. `dev.py bundle` runs it with
; /DVersion=…, /DFolder=… (the bundle) and /DIcon=… (an .ico of the program's sign).

#define Programme "kneerehab"

[Setup]
; Never to change: Windows knows an update by it.
AppId={{6D0B7B0E-4B57-4D0C-9B0C-7C1F0B7A5E21}
AppName={#Programme}
AppVersion={#Version}
AppPublisher=The kneerehab authors
AppComments=Diary and return-to-running plan for runners with knee pain
PrivilegesRequired=lowest
DefaultDirName={autopf}\{#Programme}
DisableProgramGroupPage=yes
DisableDirPage=auto
UninstallDisplayIcon={app}\kneerehab-window.exe
SetupIconFile={#Icon}
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "pt_BR"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"

[CustomMessages]
en.DiaryStays=Your diary stays on this computer, in%n%1%n%nIf you never want it again, delete that folder.
de.DiaryStays=Ihr Tagebuch bleibt auf diesem Computer, in%n%1%n%nWenn Sie es nie wieder brauchen, löschen Sie diesen Ordner.
fr.DiaryStays=Votre journal reste sur cet ordinateur, dans%n%1%n%nSi vous n’en avez plus jamais besoin, supprimez ce dossier.
es.DiaryStays=Tu diario se queda en este ordenador, en%n%1%n%nSi no lo quieres nunca más, borra esa carpeta.
pt_BR.DiaryStays=Seu diário fica neste computador, em%n%1%n%nSe você nunca mais precisar dele, exclua essa pasta.

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version brought and this one doesn't must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Programme}"; Filename: "{app}\kneerehab-window.exe"
Name: "{autodesktop}\{#Programme}"; Filename: "{app}\kneerehab-window.exe"; Tasks: desktopicon

[Registry]
; Offered under "Open with"; what opens such files by a double click stays as the person has it.
#define Types "Software\Classes"
Root: HKCU; Subkey: "{#Types}\kneerehab.file"; ValueType: string; ValueData: "kneerehab"; Flags: uninsdeletekey
Root: HKCU; Subkey: "{#Types}\kneerehab.file\DefaultIcon"; ValueType: string; ValueData: "{app}\kneerehab-window.exe,0"
Root: HKCU; Subkey: "{#Types}\kneerehab.file\shell\open\command"; ValueType: string; ValueData: """{app}\kneerehab-window.exe"" ""%1"""
Root: HKCU; Subkey: "{#Types}\.json\OpenWithProgids"; ValueType: string; ValueName: "kneerehab.file"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "{#Types}\.gpx\OpenWithProgids"; ValueType: string; ValueName: "kneerehab.file"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "{#Types}\.tcx\OpenWithProgids"; ValueType: string; ValueName: "kneerehab.file"; ValueData: ""; Flags: uninsdeletevalue
Root: HKCU; Subkey: "{#Types}\.fit\OpenWithProgids"; ValueType: string; ValueName: "kneerehab.file"; ValueData: ""; Flags: uninsdeletevalue
; `kneerehab` in Win+R; the start with the session goes when the program goes.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\kneerehab.exe"; ValueType: string; ValueData: "{app}\kneerehab.exe"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "kneerehab"; Flags: dontcreatekey uninsdeletevalue

[Run]
Filename: "{app}\kneerehab-window.exe"; Description: "{cm:LaunchProgram,kneerehab}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Diary: String;
begin
  Diary := ExpandConstant('{localappdata}\kneerehab');
  if (CurUninstallStep = usPostUninstall) and DirExists(Diary) and not UninstallSilent() then
    MsgBox(FmtMessage(CustomMessage('DiaryStays'), [Diary]), mbInformation, MB_OK);
end;
