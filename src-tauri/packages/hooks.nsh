; What Cheku's installer does beside Tauri's own script (its hooks are macros of these names).

; The person's language: 2052 is simplified Chinese.
!macro SAY RESULT CHINESE ENGLISH
  ${If} $LANGUAGE == 2052
    StrCpy ${RESULT} "${CHINESE}"
  ${Else}
    StrCpy ${RESULT} "${ENGLISH}"
  ${EndIf}
!macroend

; The person's PATH is changed by PowerShell: NSIS cuts texts of over 1,024 characters, and a PATH
; that was cut is a computer that no longer works. Variables in it (%USERPROFILE%) stay as they are.
!macro CHANGE_PATH KEEP_THIS
  ; The folder goes along as a variable: a name with an apostrophe would end a text.
  System::Call 'kernel32::SetEnvironmentVariable(t "CHEKU_FOLDER", t "$INSTDIR")'
  nsExec::Exec `powershell -NoProfile -NonInteractive -Command "$$d=$$env:CHEKU_FOLDER; $$k=[Microsoft.Win32.Registry]::CurrentUser.OpenSubKey('Environment',$$true); $$p=[string]$$k.GetValue('Path','','DoNotExpandEnvironmentNames'); $$n=@($$p -split ';' | Where-Object { $$_ -and $$_ -ne $$d }); if (${KEEP_THIS}) { $$n+=$$d }; $$k.SetValue('Path',($$n -join ';'),'ExpandString')"`
  Pop $R9
  ; Programs that are running, the Explorer first, read it anew.
  SendMessage 0xFFFF 0x1A 0 "STR:Environment" /TIMEOUT=2000
!macroend

!macro NSIS_HOOK_POSTINSTALL
  ; Asked once and only where somebody can answer; a silent installation and an update change nothing.
  ${IfNot} ${Silent}
  ${AndIf} $UpdateMode <> 1
  ${AndIf} $PassiveMode <> 1
    !insertmacro SAY $R8 "是否将命令行程序 cheku-cli 加入 PATH？$\r$\n$\r$\n仅在使用计划任务或脚本时需要；不确定时选“否”。" "Add the terminal program cheku-cli to the PATH?$\r$\n$\r$\nNeeded for scheduled tasks and scripts only. If in doubt, choose No."
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R8" IDNO +2
      !insertmacro ADD_TO_PATH
  ${EndIf}
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  ; The checkbox of the uninstaller speaks of "application data"; here that is the garage.
  ${If} $DeleteAppDataCheckboxState = 1
  ${AndIf} $UpdateMode <> 1
    !insertmacro SAY $R8 "将永久删除全部车辆、违章、调用记录和备份：$\r$\n$APPDATA\${BUNDLEID}$\r$\n$\r$\n确定删除吗？" "This permanently deletes all vehicles, violations, the call log and backups:$\r$\n$APPDATA\${BUNDLEID}$\r$\n$\r$\nDelete them?"
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$R8" /SD IDNO IDYES +2
      StrCpy $DeleteAppDataCheckboxState 0
  ${EndIf}
!macroend

!macro NSIS_HOOK_POSTUNINSTALL
  ${If} $UpdateMode <> 1
    !insertmacro CHANGE_PATH "$$false"
    Call un.ForgetStarts
    ${If} $DeleteAppDataCheckboxState <> 1
    ${AndIfNot} ${Silent}
    ${AndIf} ${FileExists} "$APPDATA\${BUNDLEID}\garage.sqlite"
      !insertmacro SAY $R8 "数据已保留：$\r$\n$APPDATA\${BUNDLEID}$\r$\n$\r$\n重新安装后可继续使用。" "Your data was kept:$\r$\n$APPDATA\${BUNDLEID}$\r$\n$\r$\nInstall Cheku again to go on using it."
      MessageBox MB_OK|MB_ICONINFORMATION "$R8"
    ${EndIf}
  ${EndIf}
!macroend

!macro ADD_TO_PATH
  Call AddToPath
!macroend

; A function is one instruction to jump over; what a macro unfolds to is not.
Function AddToPath
  !insertmacro CHANGE_PATH "$$true"
FunctionEnd

; Entries "Cheku" and "Cheku-h…" (one for each named folder) that start the program at login.
Function un.ForgetStarts
  StrCpy $R0 0
  next:
    EnumRegValue $R1 HKCU "Software\Microsoft\Windows\CurrentVersion\Run" $R0
    StrCmp $R1 "" done
    StrCpy $R2 $R1 7
    StrCmp $R1 "Cheku" remove
    StrCmp $R2 "Cheku-h" remove
    IntOp $R0 $R0 + 1
    Goto next
  remove:
    ; The values behind it move up by one.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" $R1
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" $R1
    Goto next
  done:
FunctionEnd
