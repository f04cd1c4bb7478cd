# Signs files with the certificate in $env:CERTIFICATE (a .pfx in Base64, passphrase in $env:PASSWORD): sign.ps1 FILE ...
$ErrorActionPreference = 'Stop'
$key = New-TemporaryFile
try {
    [IO.File]::WriteAllBytes($key, [Convert]::FromBase64String($env:CERTIFICATE))
    $tool = Get-Item "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" | Select-Object -Last 1
    & $tool sign /f $key /p $env:PASSWORD /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com @args
    if ($LASTEXITCODE) { throw 'signtool could not sign.' }
} finally {
    Remove-Item $key
}
